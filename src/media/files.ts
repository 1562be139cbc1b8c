// Where the configuration lets files lie: in a bucket, or in a folder beside the data.
import { join } from 'node:path'
import { createFolderStore } from './folder.ts'
import { createS3Store } from './s3.ts'
import type { S3Settings } from './s3.ts'
import type { MediaStore } from './store.ts'

export async function openFiles({ bucket, dataDir }: { readonly bucket: Omit<S3Settings, 'forcePathStyle'> | null; readonly dataDir: string }): Promise<MediaStore> {
  return bucket ? createS3Store({ ...bucket, forcePathStyle: bucket.endpoint !== null }) : createFolderStore(join(dataDir, 'media'))
}
