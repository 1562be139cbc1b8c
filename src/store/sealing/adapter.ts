// Between Prisma and PostgreSQL: seals what is marked on its way out, and opens every seal on its way in.
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import type { SqlDriverAdapter, SqlDriverAdapterFactory, SqlQuery, SqlQueryable, SqlResultSet, Transaction } from '@prisma/driver-adapter-utils'
import type { Keyring } from './keyring.ts'
import { openBytes, openJson, openText, sealBytes, sealValue } from './values.ts'

export function sealing(factory: SqlDriverAdapterFactory, keyring: Keyring): SqlDriverAdapterFactory {
  return { provider: factory.provider, adapterName: factory.adapterName, connect: async () => sealedAdapter(await factory.connect(), keyring) }
}

function sealedAdapter(inner: SqlDriverAdapter, keyring: Keyring): SqlDriverAdapter {
  return {
    ...statements(inner, keyring),
    executeScript: (script) => inner.executeScript(script),
    getConnectionInfo: () => inner.getConnectionInfo?.() ?? { supportsRelationJoins: true },
    startTransaction: async (isolation) => sealedTransaction(await inner.startTransaction(isolation), keyring),
    dispose: () => inner.dispose(),
  }
}

function sealedTransaction(inner: Transaction, keyring: Keyring): Transaction {
  return {
    ...statements(inner, keyring),
    options: inner.options,
    commit: () => inner.commit(),
    rollback: () => inner.rollback(),
    createSavepoint: async (name) => inner.createSavepoint?.(name),
    rollbackToSavepoint: async (name) => inner.rollbackToSavepoint?.(name),
    releaseSavepoint: async (name) => inner.releaseSavepoint?.(name),
  }
}

function statements(inner: SqlQueryable, keyring: Keyring): SqlQueryable {
  const sealed = (query: SqlQuery): SqlQuery => ({ ...query, args: query.args.map((value, at) => (query.argTypes[at]?.scalarType === 'bytes' ? sealBytes : sealValue)(keyring, value)) })
  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    executeRaw: (query) => inner.executeRaw(sealed(query)),
    queryRaw: async (query) => opened(await inner.queryRaw(sealed(query)), keyring),
  }
}

const JSONS: ReadonlySet<number> = new Set([ColumnTypeEnum.Json, ColumnTypeEnum.JsonArray])
const TEXTS: ReadonlySet<number> = new Set([ColumnTypeEnum.Text, ColumnTypeEnum.TextArray])

function opened(result: SqlResultSet, keyring: Keyring): SqlResultSet {
  const openers = result.columnTypes.map((type) => (JSONS.has(type) ? openJson : TEXTS.has(type) ? openText : type === ColumnTypeEnum.Bytes ? openBytes : null))
  if (openers.every((open) => open === null)) return result
  return { ...result, rows: result.rows.map((row) => row.map((value, at) => openers[at]?.(keyring, value) ?? value)) }
}
