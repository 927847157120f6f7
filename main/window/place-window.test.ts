import { describe, expect, it } from 'vitest';
import { DEFAULT_SIZE, MINIMUM_SIZE, placeWindow } from './place-window.ts';

const main = { x: 0, y: 25, width: 1600, height: 975 };
const second = { x: 1600, y: 0, width: 1920, height: 1080 };

describe('where the window opens', () => {
  it('is the middle of the main screen at first', () => {
    expect(placeWindow(null, [main])).toEqual(DEFAULT_SIZE);
    expect(placeWindow(null, [{ ...main, width: 1024, height: 700 }])).toEqual({ width: 1024, height: 700 });
  });

  it('is where it was, on whichever screen', () => {
    const there = { x: 1700, y: 40, width: 900, height: 600 };
    expect(placeWindow(there, [main, second])).toEqual(there);
  });

  it('is in reach when the screen it was on has gone', () => {
    expect(placeWindow({ x: 1700, y: 40, width: 900, height: 600 }, [main])).toEqual({ width: 900, height: 600 });
    expect(placeWindow({ x: 10, y: -3000, width: 900, height: 600 }, [main])).toEqual({ width: 900, height: 600 });
  });

  it('keeps the title bar on the screen and the size within bounds', () => {
    expect(placeWindow({ x: 10, y: 0, width: 300, height: 100 }, [main])).toEqual({ x: 10, y: 25, ...MINIMUM_SIZE });
  });
});
