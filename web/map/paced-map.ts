/** A map that asks for no frame while more than one waits to be finished by the graphics processor. */
import { Map as GlMap, type MapOptions } from 'maplibre-gl';

/**
 * Where graphics are software a frame takes longer to finish than to ask for, and the page then waits for all that it
 * asked for in the middle of the next one, deaf to the reader. One frame may be under way beside the one that is made,
 * so that both processors work; with a graphics card none ever waits.
 */
export class PacedMap extends GlMap {
  readonly #gl: WebGL2RenderingContext;
  #last: WebGLSync | null = null;
  #before: WebGLSync | null = null;
  #isWaiting = false;

  constructor(options: MapOptions) {
    super(options);
    this.#gl = this.getCanvas().getContext('webgl2')!; // the one it draws with
    this.on('render', () => this.#fence());
    this.on('webglcontextlost', () => {
      this.#last = null; // fences of a context that is no more
      this.#before = null;
    });
  }

  override triggerRepaint(): void {
    if (this.#isWaiting) return;
    if (this.#isFinished()) super.triggerRepaint();
    else this.#wait();
  }

  #fence(): void {
    this.#drop();
    this.#before = this.#last;
    this.#last = this.#gl.fenceSync(this.#gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  }

  /** Not so only while the browser says that it is not: a context that was lost has nothing under way. */
  #isFinished(): boolean {
    if (this.#before && this.#gl.getSyncParameter(this.#before, this.#gl.SYNC_STATUS) === this.#gl.UNSIGNALED)
      return false;
    this.#drop();
    return true;
  }

  #drop(): void {
    if (this.#before) this.#gl.deleteSync(this.#before);
    this.#before = null;
  }

  #wait(): void {
    this.#isWaiting = true;
    requestAnimationFrame(() => {
      this.#isWaiting = false;
      this.triggerRepaint();
    });
  }
}
