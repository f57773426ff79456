// Another program on the machine: takes the number of MiB in its argument, says so, and ends when its input is closed.
const PIECE = 8;
const held = [];
// Touched, in pieces: memory that is only allocated counts nowhere.
for (let taken = 0; taken < Number(process.argv[2]); taken += PIECE)
  held.push(Buffer.alloc(PIECE * 2 ** 20, 1));
process.stdout.write(`${held.length * PIECE} MiB held\n`);
process.stdin.resume().on('end', () => process.exit());
