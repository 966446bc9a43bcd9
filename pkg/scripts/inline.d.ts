// What `build.mjs` puts in place of an `inline:` import.

/** All files of `dist/data`: the name of each (`us-colombia.json`) and its text. */
declare module 'inline:data/' {
  const files: Readonly<Record<string, string>>;
  export default files;
}

/** A WebAssembly module, in base64. */
declare module 'inline:*_bg.wasm' {
  const base64: string;
  export default base64;
}
