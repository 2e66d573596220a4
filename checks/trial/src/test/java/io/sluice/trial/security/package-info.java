/** What {@code SECURITY.md} promises, tried by a second user and in folders that are not safe. */
package io.sluice.trial.security;
