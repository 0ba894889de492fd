#!/usr/bin/env node
// Stack traces are shown with --verbose alone; the maps that make them name files in src/ take time to read.
if (process.argv.includes('--verbose')) process.setSourceMapsEnabled(true);
const { main } = await import('../dist/main.js');

process.exitCode = await main(process.argv.slice(2));
