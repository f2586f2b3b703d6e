/**
 * Pixels as libraries made for browsers hand them out. Node has no such class; whoever needs its name loads this first, so that no
 * library finds an empty stand-in.
 */
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
