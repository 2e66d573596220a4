/** Writes down how the trial went, lets a stopped one go on, and makes the report and the tables of docs/reliability.md of it. */
package io.sluice.trial.report;
