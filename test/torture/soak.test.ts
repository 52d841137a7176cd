import { describe, expect, it } from 'vitest';
import { type Sample, soak, thirdsOf } from './soak.ts';
import { kinds } from './traffic.ts';

describe('the soak', () => {
  it('lets people of both platforms ask, decide, put questions and open their Home while facilities are imported', async () => {
    const { toll, samples } = await soak({
      seconds: 5,
      everySeconds: 1,
      facilities: 50,
      importEverySeconds: 8,
      paceMs: 100,
      town: { homes: 1, slackAskers: 10, teamsAskers: 10 },
    });
    expect(toll.imports).toBeGreaterThan(0);
    expect(toll).toMatchObject({ database: 'sqlite', unhandled: [] });
    // A machine that has no time answers some presses too late: the full run judges those.
    expect(toll.faultCount).toBeLessThan(Object.values(toll.done).reduce((sum, times) => sum + times, 0));
    expect(Object.keys(toll.done).sort()).toEqual([...kinds].sort());
    expect(samples.length).toBeGreaterThan(2);
    for (const { residentMb, heapMb, handles, connections } of samples) {
      expect(residentMb).toBeGreaterThan(heapMb);
      expect([heapMb > 10, handles > 10, connections]).toEqual([true, true, 1]);
    }
  }, 60_000);

  it('tells what grows from what comes and goes', () => {
    const sample = (s: number): Sample => ({
      s,
      residentMb: 100 + s,
      heapMb: 50 + (s % 2),
      handles: 40 - (s % 2),
      connections: s < 20 ? 5 : 6,
    });
    const { residentMb, heapMb, handles, connections } = thirdsOf(Array.from({ length: 30 }, (_, s) => sample(s)));
    expect([heapMb.growth, handles.growth]).toEqual([0, 0]);
    expect([residentMb.growth, connections.growth]).toEqual([0.087, 0.2]);
  });
});
