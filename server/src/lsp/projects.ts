import { projectFileName } from '../core/project/fileName';
import { fileKey, foldersAbove, nameOf, uriFrom } from '../core/project/paths';
import { namedFiles, type ProjectFault, type ProjectFile, readProjectFile } from '../core/project/projectFile';
import { type Files, readText } from './files';

/** A project file that holds for files in its folder and below. */
export interface Project {
  readonly uri: string;
  /** The URI of its folder, with a slash at the end. */
  readonly folder: string;
  readonly file: ProjectFile;
  /** What cannot be obeyed, paths that lead nowhere included. */
  readonly faults: readonly ProjectFault[];
}

/** What project files need of the session. */
export interface ProjectsHost {
  readonly files: Files;
  /** The text of a project file that is open in the editor. */
  readonly openText: (uri: string) => string | undefined;
  /** The folder for files that lie nowhere, such as unsaved ones. */
  readonly mainFolder: () => string | undefined;
  readonly log: (message: string) => void;
}

/** Finds project files and remembers them until they change. */
export class Projects {
  readonly #host: ProjectsHost;
  readonly #byFolder = new Map<string, Promise<Project | undefined>>();

  constructor(host: ProjectsHost) {
    this.#host = host;
  }

  /** The nearest project file above a file. */
  async of(uri: string): Promise<Project | undefined> {
    const main = this.#host.mainFolder();
    const folders = foldersAbove(uri);
    // At once, since a client that has to be asked answers each only after a while.
    const found = await Promise.all((folders.length === 0 && main ? [main] : folders).map((folder) => this.#in(folder)));
    return found.find((project) => project !== undefined);
  }

  /** The project file itself, by its URI. */
  at(uri: string): Promise<Project | undefined> {
    return this.#in(uri.slice(0, uri.lastIndexOf('/') + 1));
  }

  /** Forgets what was read: some file has changed, and paths in project files may lead elsewhere. */
  forget(): void {
    this.#byFolder.clear();
  }

  #in(folder: string): Promise<Project | undefined> {
    const key = fileKey(folder);
    let project = this.#byFolder.get(key);
    if (!project) {
      project = this.#read(folder);
      this.#byFolder.set(key, project);
    }
    return project;
  }

  async #read(folder: string): Promise<Project | undefined> {
    const { files, openText, log } = this.#host;
    const uri = folder + projectFileName;
    try {
      const text = openText(uri) ?? (await readText(files, uri));
      if (text === undefined) return undefined;
      const file = readProjectFile(text);
      return { uri, folder, file, faults: [...file.faults, ...(await this.#missingFiles(folder, file))] };
    } catch (error) {
      log(`${uri} cannot be read, so it is passed over: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }

  async #missingFiles(folder: string, file: ProjectFile): Promise<ProjectFault[]> {
    const checked = namedFiles(file.choices).map(async ({ path, name }) => {
      const uri = uriFrom(folder, name);
      const names = await this.#host.files.list(uri.slice(0, uri.lastIndexOf('/') + 1));
      return names.includes(nameOf(uri)) ? [] : [file.missing(path, name)];
    });
    return (await Promise.all(checked)).flat();
  }
}
