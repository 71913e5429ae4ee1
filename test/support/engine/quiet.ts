// n8n-core writes every node error to the console, which would bury a test's own words.
process.env.N8N_LOG_LEVEL = 'silent';
