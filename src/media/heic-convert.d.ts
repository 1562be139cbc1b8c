// The package ships no types.
declare module 'heic-convert' {
  export default function convert(picture: { buffer: Uint8Array; format: 'JPEG'; quality: number }): Promise<Uint8Array>
}
