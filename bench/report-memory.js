// Loaded into the measured process with --import: leaves its peak resident memory, in KiB, in a file.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const file = process.env.TIERCTL_BENCH_MEMORY;
  if (file) writeFileSync(file, String(process.resourceUsage().maxRSS));
});
