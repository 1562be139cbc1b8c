// The languages of the desk, in the order of its pages.

export const LANGUAGES = ['ja', 'en', 'zh', 'vi', 'tl', 'id', 'my', 'pt', 'es'] as const
