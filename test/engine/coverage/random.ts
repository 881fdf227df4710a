/** Seeded chance for drawn networks and walked tracks. */

/** Uniform numbers in [0, 1): mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Receiver noise of which the next fix has forgotten 15 % of the variance, and the rest is remembered for 3 to 24 steps. */
export function jitteryNoise(random: () => number, sigma: number): () => number {
  const gauss = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const memory = Math.exp(-1 / (3 + 21 * random()));
  let state = gauss();
  return () => {
    state = memory * state + Math.sqrt(1 - memory * memory) * gauss();
    return sigma * (Math.sqrt(0.85) * state + Math.sqrt(0.15) * gauss());
  };
}

/** Receiver noise as it is: AR(1) with correlation 0.9 per step, standard deviation `sigma`. */
export function correlatedNoise(random: () => number, sigma: number): () => number {
  const gauss = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  let state = gauss() * sigma;
  return () => {
    state = 0.9 * state + sigma * Math.sqrt(1 - 0.81) * gauss();
    return state;
  };
}
