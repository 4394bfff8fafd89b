// Published vectors and proofs -> whether they hold. Written from docs/fairness.md alone: node verify.js FILE...
"use strict";
const { createHash, createHmac } = require("node:crypto");
const { readFileSync } = require("node:fs");

const MASK = (1n << 64n) - 1n;
const sha256 = (...parts) => createHash("sha256").update(Buffer.concat(parts)).digest();
const hex = (text) => Buffer.from(text, "hex");

// BLAKE2b with 8 bytes of output and no key (RFC 7693); Node's own has 64 bytes only, which is another hash.
const IV = ["6a09e667f3bcc908", "bb67ae8584caa73b", "3c6ef372fe94f82b", "a54ff53a5f1d36f1", "510e527fade682d1",
  "9b05688c2b3e6c1f", "1f83d9abfb41bd6b", "5be0cd19137e2179"].map((word) => BigInt("0x" + word));
const SIGMA = ["0123456789abcdef", "ea489fd61c02b753", "b8c052fdae367194", "7931dcbe265a40f8", "905724afe1bc683d",
  "2c6a0b834d75fe19", "c51fed4a0763928b", "db7ec13950f4862a", "6fe9b308c2d714a5", "a2847615fb9e3cd0",
  "0123456789abcdef", "ea489fd61c02b753"].map((row) => [...row].map((digit) => parseInt(digit, 16)));
const turn = (word, by) => ((word >> BigInt(by)) | (word << BigInt(64 - by))) & MASK;

function compress(h, block, length, isLast) {
  const m = Array.from({ length: 16 }, (_, at) => block.readBigUInt64LE(8 * at));
  const v = [...h, ...IV];
  v[12] ^= BigInt(length);
  if (isLast) v[14] ^= MASK;
  const g = (a, b, c, d, x, y) => {
    v[a] = (v[a] + v[b] + x) & MASK; v[d] = turn(v[d] ^ v[a], 32);
    v[c] = (v[c] + v[d]) & MASK; v[b] = turn(v[b] ^ v[c], 24);
    v[a] = (v[a] + v[b] + y) & MASK; v[d] = turn(v[d] ^ v[a], 16);
    v[c] = (v[c] + v[d]) & MASK; v[b] = turn(v[b] ^ v[c], 63);
  };
  for (const s of SIGMA) {
    for (let i = 0; i < 4; i++) g(i, i + 4, i + 8, i + 12, m[s[2 * i]], m[s[2 * i + 1]]);
    for (let i = 0; i < 4; i++)
      g(i, ((i + 1) % 4) + 4, ((i + 2) % 4) + 8, ((i + 3) % 4) + 12, m[s[8 + 2 * i]], m[s[9 + 2 * i]]);
  }
  return h.map((word, at) => word ^ v[at] ^ v[at + 8]);
}

function siteHash(name) {
  const bytes = Buffer.from(name, "utf8");
  const blocks = Math.max(1, Math.ceil(bytes.length / 128));
  const padded = Buffer.alloc(128 * blocks);
  bytes.copy(padded);
  let h = [IV[0] ^ 0x01010008n, ...IV.slice(1)];
  for (let at = 1; at <= blocks; at++)
    h = compress(h, padded.subarray(128 * (at - 1)), Math.min(128 * at, bytes.length), at === blocks);
  const out = Buffer.alloc(8);
  out.writeBigUInt64LE(h[0]);
  return out.readBigUInt64BE();
}

const GOLDEN = 0x9e3779b97f4a7c15n;
function mix(z) {
  z &= MASK;
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK;
  return z ^ (z >> 31n);
}
const inside = (coordinate, step) => mix(coordinate + (step + 1n) * GOLDEN);

function bits(seed, message) {
  return createHmac("sha256", seed).update(message, "utf8").digest().readBigUInt64BE();
}

function roll(seed, luck, site, coordinate, n) {
  const seeds = luck.holders.map((holder) => holder[1]).join("+");
  const players = luck.holders.map((holder) => holder[0]).join("+");
  for (let attempt = 0; ; attempt++) {
    const message = `${seeds}:${players}:${luck.nonce}:${siteHash(site)}:${coordinate}:${attempt}`;
    const product = bits(seed, message) * n;
    if ((product & MASK) >= (1n << 64n) % n) return product >> 64n;
  }
}

function place(weights, value) {
  let sum = 0n;
  return weights.findIndex((weight) => value < (sum += BigInt(weight)));
}

const leafHash = (text) => sha256(Buffer.from([0]), Buffer.from(text, "utf8"));
function included(hash, position, size, path, root) {
  let here = position, last = size - 1;
  if (!(position >= 0 && position < size)) return false;
  for (const other of path.map(hex)) {
    if (last === 0) return false;
    if (here % 2 || here === last) {
      hash = sha256(Buffer.from([1]), other, hash);
      while (here && here % 2 === 0) { here = Math.floor(here / 2); last = Math.floor(last / 2); }
    } else hash = sha256(Buffer.from([1]), hash, other);
    here = Math.floor(here / 2); last = Math.floor(last / 2);
  }
  return last === 0 && hash.equals(hex(root));
}

function* proofFails(proof) {
  const leaf = JSON.parse(proof.leaf);
  const { position, size, path, root } = proof.log;
  if (!included(leafHash(proof.leaf), position, size, path, root)) yield "inclusion";
  if (!leaf.luck) return;
  if (leaf.commitment !== proof.commitment) yield "commitment of the leaf";
  if (sha256(hex(proof.seed)).toString("hex") !== proof.commitment) yield "commitment";
  for (const [site, coordinate, n, value] of leaf.luck.rolls)
    if (roll(hex(proof.seed), leaf.luck, site, coordinate, BigInt(n)) !== BigInt(value)) yield `roll at ${site}`;
}

function* vectorFails(vectors) {
  for (const each of vectors.commitments)
    if (sha256(hex(each.seed)).toString("hex") !== each.commitment) yield `commitment ${each.seed}`;
  for (const each of vectors.sites) if (String(siteHash(each.name)) !== each.hash) yield `site ${each.name}`;
  for (const { coordinate, step, inside: within } of vectors.coordinates)
    if (String(inside(BigInt(coordinate), BigInt(step))) !== within) yield `coordinate ${coordinate} ${step}`;
  for (const each of vectors.bits)
    if (String(bits(hex(each.seed), each.message)) !== each.bits) yield `bits of ${each.message}`;
  for (const each of vectors.rolls) {
    const found = roll(hex(each.seed), each, each.site, each.coordinate, BigInt(each.n));
    if (String(found) !== each.value) yield `roll ${JSON.stringify(each)}`;
  }
  for (const each of vectors.choices)
    if (place(each.weights, BigInt(each.value)) !== each.place) yield `choice ${JSON.stringify(each)}`;
  for (const { leaf, position, size, path, root } of vectors.inclusions)
    if (!included(leafHash(leaf), position, size, path, root)) yield `leaf ${position} of ${size}`;
  for (const proof of vectors.proofs) yield* proofFails(proof);
}

const fails = process.argv.slice(2).flatMap((file) => {
  const plain = JSON.parse(readFileSync(file, "utf8"));
  return [...(plain.format === "reve-proof/1" ? proofFails(plain) : vectorFails(plain))];
});
console.log(JSON.stringify({ fails, verified: fails.length === 0 }));
process.exitCode = fails.length ? 1 : 0;
