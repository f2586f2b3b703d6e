/** Pixels as libraries made for browsers hand them out. Node has no such class, and one library must not find another's stand-in. */
class Pixels {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
  constructor(data: Uint8ClampedArray, width: number, height: number) {
    this.data = data;
    this.width = width;
    this.height = height;
  }
}

const names: Record<string, unknown> = globalThis;
names.ImageData ??= Pixels;
