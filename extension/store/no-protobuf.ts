/** In the place of the sketch library's form for sending sketches: here they are kept in a form of our own (latency.ts). */
export {}
