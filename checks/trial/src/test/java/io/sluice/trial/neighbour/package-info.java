/**
 * Neighbours that mean harm, or just do not care: on the same queues, the same machine and the same event loop. What is
 * promised still holds.
 */
package io.sluice.trial.neighbour;
