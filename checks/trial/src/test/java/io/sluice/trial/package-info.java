/** What every trial needs. The kinds of trial are packages below this one; nothing imports from a kind beside it. */
package io.sluice.trial;
