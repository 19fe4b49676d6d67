/**
 * The gateway's durable memory: an append-only file of JSON lines, one fsync for all lines that wait at the same moment (group
 * commit), replayed at start. A torn last line (power cut while writing) is cut off: it was never acknowledged.
 */
import { open, type FileHandle } from 'node:fs/promises';

/** Appends entries durably; without a file it forgets them, for tests. */
export class Journal<Entry> {
  private waiting: { readonly line: string; readonly done: () => void; readonly failed: (error: unknown) => void }[] =
    [];
  private writing: Promise<void> = Promise.resolve();
  private scheduled = false;
  private failure: unknown;

  private constructor(private readonly file: FileHandle | undefined) {}

  /** Opens (or makes) the file and hands every whole entry in it to `replay`, in order. @throws Error on a damaged line. */
  static async open<Entry>(path: string | undefined, replay: (entry: Entry) => void): Promise<Journal<Entry>> {
    if (path === undefined) return new Journal<Entry>(undefined);
    const file = await open(path, 'a+');
    try {
      await replayed(file, path, (entry) => replay(entry as Entry));
      return new Journal<Entry>(file);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Resolves when the entry is on disk. Entries keep the order of the calls. @throws Error when the disk refuses. */
  append(entry: Entry): Promise<void> {
    if (this.file === undefined) return Promise.resolve();
    if (this.failure !== undefined) return Promise.reject(this.failure);
    return new Promise((done, failed) => {
      this.waiting.push({ line: JSON.stringify(entry) + '\n', done, failed });
      this.schedule();
    });
  }

  /**
   * Resolves when everything appended so far is on disk: a reader must not see what a crash could take back.
   * @throws Error when the disk has refused some of it
   */
  async settled(): Promise<void> {
    await this.writing;
    if (this.failure !== undefined) throw this.failure;
  }

  async close(): Promise<void> {
    await this.writing;
    await this.file?.close();
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    this.writing = this.writing.then(() => this.flush());
  }

  private async flush(): Promise<void> {
    this.scheduled = false;
    const batch = this.waiting.splice(0);
    try {
      await this.file!.appendFile(batch.map((entry) => entry.line).join(''));
      await this.file!.datasync();
      for (const entry of batch) entry.done();
    } catch (error) {
      // After a failed fsync the file's state is unknown: nothing more is acknowledged until a restart replays it.
      this.failure = error;
      for (const entry of [...batch, ...this.waiting.splice(0)]) entry.failed(error);
    }
  }
}

/** Hands every whole line to `replay`, line by line (the file may be large), and cuts a torn last line off. */
async function replayed(file: FileHandle, path: string, replay: (entry: unknown) => void): Promise<void> {
  const { size } = await file.stat();
  let [read, lineNumber] = [0, 0];
  for await (const line of file.readLines({ encoding: 'utf8', start: 0, autoClose: false })) {
    const end = read + Buffer.byteLength(line) + 1;
    // Only the last line can lack its line feed.
    if (end > size) return file.truncate(read);
    read = end;
    lineNumber += 1;
    try {
      replay(JSON.parse(line));
    } catch (error) {
      throw new Error(`the gateway's books ${path} are damaged in line ${lineNumber}`, { cause: error });
    }
  }
}
