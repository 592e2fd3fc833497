import { medianMs } from './measure.ts'
import { workloads } from './w2-incidents.ts'

const [w] = workloads()
for (const c of w!.contenders.slice(0, 3)) console.log(c.name, medianMs(c.run as never))
for (const c of w!.contenders.slice(0, 3)) console.log(c.name, medianMs(c.run as never))
