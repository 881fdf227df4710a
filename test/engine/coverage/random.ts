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

/** Receiver noise of which a share of the variance is gone at the next fix, and the rest is remembered for so many fixes. */
export function receiverNoise({ remembered, share }: { remembered: number; share: number }) {
  return (random: () => number, sigma: number): (() => number) => {
    const gauss = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const memory = Math.exp(-1 / remembered);
    let state = gauss();
    return () => {
      state = memory * state + Math.sqrt(1 - memory * memory) * gauss();
      return sigma * (Math.sqrt(1 - share) * state + Math.sqrt(share) * gauss());
    };
  };
}

/** The same of which 15 % are gone, and the rest is remembered for 3 to 24 fixes. */
export function jitteryNoise(random: () => number, sigma: number): () => number {
  return receiverNoise({ remembered: 3 + 21 * random(), share: 0.15 })(random, sigma);
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
