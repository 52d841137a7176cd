// Says in one sentence when the Node that runs this is too old; `npm start` finds the right one by itself.
const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  process.stderr.write(
    `This needs Node 24 or newer, and this is ${process.versions.node}. Run "npm ci" first: it brings the right one for "npm start".\n`,
  );
  process.exit(1);
}
await import('../src/main.ts');
