/** Files looked at before they are imported: bounded in number and age, each seen by the token that brought it alone. */
import { randomUUID } from 'node:crypto';
import { PreviewTiles } from '../../../tiles/preview.ts';
import { DomainError } from '../../errors.ts';
import type { FilePreview } from '../../import/preview/preview.ts';
import { badField } from './form.ts';
import type { Upload } from './upload.ts';

export interface Preview {
  readonly id: string;
  readonly tokenId: number;
  readonly upload: Upload;
  /** Counts how often it was read anew; tiles of an earlier reading have another address. */
  reading: number;
  /** The number of the last reading that was asked for. */
  asked: number;
  shown: FilePreview;
  tiles: PreviewTiles;
  usedAt: number;
  /** Imports that read its file. */
  readers: number;
}

const PER_TOKEN = 4; // files dropped together, and one forgotten
const IDLE_MS = 30 * 60_000;
const SWEEP_MS = 60_000;

export class Previews {
  private readonly kept = new Map<string, Preview>();
  private readonly atOnce: number;
  private readonly now: () => number;
  private readonly sweeping: NodeJS.Timeout;

  /** @param atOnce of all tokens */
  constructor(atOnce: number, now: () => number = Date.now) {
    this.atOnce = atOnce;
    this.now = now;
    this.sweeping = setInterval(() => void this.sweep(), SWEEP_MS).unref();
  }

  /** Makes room before an upload is read: a token's oldest goes for its fifth. @throws DomainError too_many_previews (429) */
  async makeRoom(tokenId: number): Promise<void> {
    await this.sweep();
    const own = [...this.kept.values()].filter((each) => each.tokenId === tokenId && each.readers === 0);
    own.sort((a, b) => a.usedAt - b.usedAt);
    if (own.length >= PER_TOKEN) await this.remove(own[0]);
    if (this.kept.size >= this.atOnce) throw tooMany(this.atOnce);
  }

  add(tokenId: number, upload: Upload, shown: FilePreview): Preview {
    const preview: Preview = {
      id: randomUUID(),
      tokenId,
      upload,
      reading: 1,
      asked: 1,
      shown,
      tiles: new PreviewTiles(shown.features),
      usedAt: this.now(),
      readers: 0,
    };
    this.kept.set(preview.id, preview);
    return preview;
  }

  /** @throws DomainError preview_unknown (404), of another token's as well */
  get(id: string, tokenId: number): Preview {
    const preview = this.kept.get(id);
    if (preview?.tokenId !== tokenId || this.isOver(preview)) throw unknown(id);
    preview.usedAt = this.now();
    return preview;
  }

  /** Reads it anew; of readings that were asked for meanwhile the last one stays, whichever ends first. */
  async readAnew(preview: Preview, read: () => Promise<FilePreview>): Promise<void> {
    const reading = ++preview.asked;
    const shown = await read();
    if (reading < preview.reading) return;
    preview.reading = reading;
    preview.shown = shown;
    preview.tiles = new PreviewTiles(shown.features);
  }

  /**
   * The upload itself, or with the files of the preview that its form names; its `discard` lets go of them.
   * @throws DomainError preview_unknown, upload_field; the upload is discarded then
   */
  async filesFor(upload: Upload, tokenId: number): Promise<Upload> {
    const [id] = upload.form.get('preview') ?? [];
    if (id === undefined) return upload;
    try {
      if (upload.files.length > 0)
        throw badField('send a file or name a preview, not both', '上传文件与指定 preview 只能择一');
      return this.lent(this.get(id, tokenId), upload);
    } catch (error) {
      await upload.discard();
      throw error;
    }
  }

  private lent(preview: Preview, upload: Upload): Upload {
    preview.readers++;
    const discard = async () => {
      preview.readers--;
      preview.usedAt = this.now();
      await upload.discard();
      if (!this.kept.has(preview.id) && preview.readers === 0) await preview.upload.discard();
    };
    return { ...upload, files: preview.upload.files, discard };
  }

  /** An import that reads its file keeps the file until it has ended. */
  async remove(preview: Preview): Promise<void> {
    this.kept.delete(preview.id);
    if (preview.readers === 0) await preview.upload.discard();
  }

  async close(): Promise<void> {
    clearInterval(this.sweeping);
    await Promise.all([...this.kept.values()].map((preview) => this.remove(preview)));
  }

  private isOver({ usedAt, readers }: Preview): boolean {
    return readers === 0 && this.now() - usedAt > IDLE_MS;
  }

  private async sweep(): Promise<void> {
    const over = [...this.kept.values()].filter((preview) => this.isOver(preview));
    await Promise.all(over.map((preview) => this.remove(preview)));
  }
}

function unknown(id: string): DomainError {
  return new DomainError(
    'preview_unknown',
    `There is no preview ${id} any more: bring the file again.`,
    `预览 ${id} 已不存在，请重新提交文件。`,
    404,
  );
}

function tooMany(limit: number): DomainError {
  return new DomainError(
    'too_many_previews',
    `${limit} files are being previewed: try again when one is imported or closed.`,
    `已有 ${limit} 个文件在预览，请待其导入或关闭后再试。`,
    429,
  );
}
