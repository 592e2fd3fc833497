import { workloads } from './w8-evaluate.ts'

const w = workloads()[Number(process.env.W ?? 0)]!
const run = (w.contenders[0] as unknown as { run: () => unknown }).run
for (let i = 0; i < Number(process.env.WARM ?? 50); i++) run()
const n = Number(process.env.N ?? 100)
const times: number[] = []
for (let i = 0; i < n; i++) {
  const c = process.cpuUsage()
  run()
  const d = process.cpuUsage(c)
  times.push((d.user + d.system) / 1000)
}
times.sort((a, b) => a - b)
console.log('cpu median', times[n >> 1], 'min', times[0])
