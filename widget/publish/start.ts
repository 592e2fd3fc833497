export const startDemo = () => {}
