import { openPlace } from './place.ts';
import { snapshots } from './snapshots.ts';
import { median } from './numbers.ts';
const many = await openPlace('many');
try {
  const crowd = await many.ground(30_000);
  const it = await snapshots(many, crowd);
  const f = (a: number[]) => a.map((x) => x.toFixed(1)).join(' ');
  console.log(`quiet ${f(it.quiet)} | busy ${f(it.busy)} | ratio ${it.ratio.toFixed(2)} | whole ${f(it.whole)} | silence ${f(it.silence)} | first ${f(it.first)} small ${f(it.small)} ${median(it.whole)}`);
} finally { await many.stop(); }
