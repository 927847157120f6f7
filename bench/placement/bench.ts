import type { Bench } from '../bench.ts';

export const placement: Bench = { name: 'placement', run: () => Promise.reject(new Error('not built')) };
