/** Where the course stands on disk. */
import { join } from "node:path";

export interface ContentPlaces {
  /** the repository, to which the file names in messages are relative */
  root: string;
  /** the folder of the course */
  content: string;
  /** the folder of the catalogue's images, one subfolder per image */
  catalogue: string;
}

export function contentPlaces(root: string = process.cwd()): ContentPlaces {
  return {
    root,
    content: join(/* turbopackIgnore: true */ root, "content"),
    catalogue: join(/* turbopackIgnore: true */ root, "images/catalogue"),
  };
}
