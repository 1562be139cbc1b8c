# One image; the role is an argument: `--role web`, `--role worker`, or neither for both.
FROM node:24-bookworm-slim
WORKDIR /app
COPY . .
RUN node src/tools/setup.mjs && mkdir -p /app/data /app/backups && chown node:node /app/data /app/backups /app/dist/compiled
USER node
# Node keeps what it compiled for each user apart.
RUN node src/tools/compile.ts
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
EXPOSE 3000
HEALTHCHECK CMD ["node", "-e", "fetch('http://127.0.0.1:3000/readyz').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Of what V8 takes on large machines the desk needs a quarter: young objects get 16 MB, below 768 MB it clears away sooner than it grows, and two threads help it, for more would keep webhooks waiting.
ENTRYPOINT ["node", "--max-semi-space-size=16", "--max-old-space-size=768", "--v8-pool-size=2", "src/main.ts"]
