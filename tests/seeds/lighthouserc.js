module.exports = { ci: { assert: { assertions: {} } } };
