// Makes a large photo small enough for a bad line, and rids it of where it was taken, before it leaves the phone.

/** Pixels on the longer side: enough to read a pay slip. */
const longest = 2048
/** Bytes under which a photo is sent as it is. */
const smallEnough = 400_000

/** Old browsers turn a drawn photo on its side: they send it as it is. */
const turnsUpright = typeof CSS !== 'undefined' && CSS.supports('image-orientation', 'from-image')

export async function shrink(file: File): Promise<File> {
  if (!/^image\/(jpeg|png|webp|heic|heif)$/.test(file.type) || file.size <= smallEnough || !turnsUpright) return file
  const small = await drawn(file).catch(() => null)
  if (!small || small.size >= file.size) return file
  return new File([small], file.name.replace(/\.[^.]*$/, '') + '.jpg', { type: 'image/jpeg' })
}

function drawn(file: File): Promise<Blob | null> {
  const address = URL.createObjectURL(file)
  return new Promise<Blob | null>((resolve, reject) => {
    const picture = new Image()
    picture.onerror = () => reject(new Error('not a picture this browser knows'))
    picture.onload = () => {
      const scale = Math.min(1, longest / Math.max(picture.naturalWidth, picture.naturalHeight))
      const canvas = document.createElement('canvas')
      canvas.width = Math.round(picture.naturalWidth * scale)
      canvas.height = Math.round(picture.naturalHeight * scale)
      const pen = canvas.getContext('2d')
      if (!pen) return reject(new Error('no canvas'))
      // What was see-through would become black.
      pen.fillStyle = '#fff'
      pen.fillRect(0, 0, canvas.width, canvas.height)
      pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
      canvas.toBlob(resolve, 'image/jpeg', 0.85)
    }
    picture.src = address
  }).finally(() => URL.revokeObjectURL(address))
}
