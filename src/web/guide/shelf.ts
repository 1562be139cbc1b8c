// Where this browser keeps pages of the guide, once its reader asks for it.

export const SHELF = 'guide'
/** What every page needs beside itself. */
export const LOOKS = ['/inquiry/inquiry.css', '/guide/guide.css', '/guide/keep.js']
