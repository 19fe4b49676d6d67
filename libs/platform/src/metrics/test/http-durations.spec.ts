/** The histogram says what Prometheus expects: cumulative buckets, a sum, a count. */
import { HttpDurations } from '../http-durations.js';

it('counts into cumulative buckets by method, route and status', () => {
  const durations = new HttpDurations();
  durations.observe('GET', '/v1/orders/:id', 200, 0.001);
  durations.observe('GET', '/v1/orders/:id', 200, 0.02);
  durations.observe('GET', '/v1/orders/:id', 200, 99);
  durations.observe('GET', '/v1/orders/:id', 404, 0.5);
  const samples = durations.samples('x');
  const ok = samples.filter(({ labels }) => labels['status'] === 200);
  const bucket = (le: number | string): number => ok.find(({ labels }) => labels['le'] === le)!.value;
  expect([bucket(0.001), bucket(0.01), bucket(0.025), bucket(10), bucket('+Inf')]).toEqual([1, 1, 2, 2, 3]);
  expect(ok.find(({ metricName }) => metricName === 'x_count')!.value).toBe(3);
  expect(ok.find(({ metricName }) => metricName === 'x_sum')!.value).toBeCloseTo(99.021);
  expect(
    samples.filter(({ labels }) => labels['status'] === 404 && labels['le'] === '+Inf').map(({ value }) => value),
  ).toEqual([1]);
});
