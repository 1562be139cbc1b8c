// What every process that a test starts is given: where programs lie, and what was compiled for the ones before it.
export const CHILD = { PATH: process.env['PATH'] ?? '', NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? '' }
