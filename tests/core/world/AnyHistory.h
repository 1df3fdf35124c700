// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace heddle {

// A trace as text: threads a, b, c and a process p do whatever the numbers say, whether it makes sense or
// not.
inline std::string anyHistory(const std::vector<std::uint32_t>& numbers) {
    static constexpr std::array deeds{"loads x as 0",
                                      "stores 1 in x",
                                      "loads y as 0",
                                      "stores 1 in y",
                                      "shared.fetch_add x giving 1",
                                      "acquires L",
                                      "releases L",
                                      "acquires M",
                                      "releases M",
                                      "wants L",
                                      "puts 1 in q",
                                      "gets from q",
                                      "waits on c with L",
                                      "wakes from c",
                                      "notifies c",
                                      "ends",
                                      "sleeps",
                                      "forks p",
                                      "joins a",
                                      "joins p",
                                      "semaphore.release s giving 1",
                                      "semaphore.acquire s giving 0",
                                      "sends 1 on w",
                                      "receives from r",
                                      "closes w"};
    static constexpr std::array workers{"main", "a", "b", "c", "p"};
    std::string text =
        "process p; pipe w to r of p; semaphore s holds 0;"
        "main starts a; a begins; main starts b; b begins; main starts c; c begins; main forks "
        "p; p begins";
    std::set<std::string> hasEnded;
    std::map<std::string, int> lying;  // what nobody has put nobody can get
    for (const std::uint32_t number : numbers) {
        const std::string deed = deeds[number / workers.size() % deeds.size()];
        int& here = lying[deed.ends_with(" q") ? "q" : "w"];
        const bool takes = deed.starts_with("gets") || deed.starts_with("receives");
        // Nobody is his own parent, and only the parent can join.
        const std::string who =
            deed == "forks p" || deed == "joins p" ? workers[0] : workers[number % workers.size()];
        if (hasEnded.contains(who) || (takes && here == 0))
            continue;
        if (deed == "ends")
            hasEnded.insert(who);
        if (deed == "ends" && who == "main")
            hasEnded.insert({"a", "b", "c"});
        here += takes ? -1 : deed.starts_with("puts") || deed.starts_with("sends") ? 1 : 0;
        text.append("; ").append(who).append(" ").append(deed);
    }
    return text;
}

}  // namespace heddle
