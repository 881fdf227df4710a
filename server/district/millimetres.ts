/** Plane columns hold metres with three decimals; the engine counts whole millimetres. */

export function toMillimetres(metres: number): number {
  return Math.floor(metres * 1000 + 0.5);
}
