/**
 * Property tests draw the same cases every time, so that a run can be repeated: SEED=7 draws others, RUNS=10000 draws more.
 */
import fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env.SEED ?? 20260301) })
