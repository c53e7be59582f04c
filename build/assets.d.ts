/** What the bundler makes of files that are no code. (vite/client would bring Node's types into the renderer.) */
declare module '*.css';
declare module '*.css?raw' {
  const text: string;
  export default text;
}
declare module '*.svg' {
  const address: string;
  export default address;
}
declare module '*.png' {
  const address: string;
  export default address;
}
