// The keys of every desk in the tests: several may stand on one database.
export const TEST_KEYS = `1:${Buffer.alloc(32, 7).toString('base64')}`
