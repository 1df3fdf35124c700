// SPDX-License-Identifier: MIT
// A program that knows nothing of Heddle.
#include <unistd.h>

int main() {
    return ::write(STDOUT_FILENO, "plain\n", 6) == 6 ? 0 : 1;
}
