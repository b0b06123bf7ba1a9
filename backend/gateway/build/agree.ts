/**
 * The Dockerfile as written anew, read once more by an independent parser. Where it does not read
 * the same instructions in the same order, the build is refused.
 */
import { type Copy, DockerfileParser, type From } from "dockerfile-ast";

export interface Read {
  keyword: string;
  /** of FROM: its image and its stage's name; of COPY: its `--from` */
  image?: string | undefined;
  stage?: string | undefined;
}

const isFrom = (instruction: { getKeyword(): string }): instruction is From =>
  instruction.getKeyword() === "FROM";
const isCopy = (instruction: { getKeyword(): string }): instruction is Copy =>
  instruction.getKeyword() === "COPY";

/** What dockerfile-ast reads. */
export function readIndependently(text: string): Read[] {
  return DockerfileParser.parse(text)
    .getInstructions()
    .map((instruction) => {
      const keyword = instruction.getKeyword();
      if (isFrom(instruction))
        return {
          keyword,
          image: instruction.getImage() ?? undefined,
          stage: instruction.getBuildStage() ?? undefined,
        };
      if (isCopy(instruction)) {
        const from = instruction.getFlags().find((flag) => flag.getName() === "from");
        return { keyword, image: from?.getValue() ?? undefined };
      }
      return { keyword };
    });
}

export function agree(text: string, expected: readonly Read[]): boolean {
  const read = readIndependently(text);
  return (
    read.length === expected.length &&
    read.every((one, index) => {
      const other = expected[index];
      return (
        one.keyword === other?.keyword && one.image === other.image && one.stage === other.stage
      );
    })
  );
}
