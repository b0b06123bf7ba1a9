/** The repository's folder. */
export const root: string;
export function checkNode(): void;
/** Whether node_modules holds exactly the versions that package-lock.json names. */
export function packagesInstalled(folder?: string): boolean;
export function installPackages(): void;
export function runTypeScript(file: string): Promise<void>;
