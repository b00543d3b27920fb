// Loaded before a script: says at its end how many kilobytes of memory it had at the most.
process.on('exit', () => process.stderr.write(`peak ${process.resourceUsage().maxRSS}\n`));
