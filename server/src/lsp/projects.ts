import { reasonOf } from '../core/errors';
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
  /** The keys of folders that have one, or are being looked at. */
  readonly #found = new Set<string>();

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

  /** Forgets all that is known: a project file has changed, or may have come. */
  forget(): void {
    this.#byFolder.clear();
    this.#found.clear();
  }

  /** Forgets the project files that there are: a file has come or gone, and what they name may be there now, or not any more. */
  forgetFound(): void {
    for (const key of this.#found) this.#byFolder.delete(key);
    this.#found.clear();
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
    this.#found.add(fileKey(folder));
    try {
      const text = openText(uri) ?? (await readText(files, uri));
      if (text === undefined) {
        this.#found.delete(fileKey(folder));
        return undefined;
      }
      const file = readProjectFile(text);
      return { uri, folder, file, faults: [...file.faults, ...(await this.#missingFiles(folder, file))] };
    } catch (error) {
      log(`${uri} cannot be read, so it is passed over: ${reasonOf(error)}`);
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
