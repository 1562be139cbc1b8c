// The sign of the house, as on the worker's page: a counter under a noren.
export function Mark({ size }: { readonly size: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" className="mark-wall" />
      <path
        className="mark-cloth"
        d="M7 10h5.4v7.5a1.2 1.2 0 0 1-1.2 1.2H8.2A1.2 1.2 0 0 1 7 17.5zm6.3 0h5.4v7.5a1.2 1.2 0 0 1-1.2 1.2h-3a1.2 1.2 0 0 1-1.2-1.2zm6.3 0H25v7.5a1.2 1.2 0 0 1-1.2 1.2h-3a1.2 1.2 0 0 1-1.2-1.2z"
      />
      <path className="mark-wood" d="M5 6.5h22V9H5zM5 23h22v2.7H5z" />
    </svg>
  )
}
