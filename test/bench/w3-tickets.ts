export const workloads = () => []
