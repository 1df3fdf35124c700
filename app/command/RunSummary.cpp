// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/RunSummary.h"

#include <string_view>

namespace heddle {
namespace {

bool addsUp(const RunStatus& status) {
    return status.produced == status.stored + status.lost;
}

// But for the full stop, which an ending does not have.
bool says(std::string_view ending, std::string_view sentence) {
    if (sentence.ends_with('.'))
        sentence.remove_suffix(1);
    return ending.find(sentence) != std::string_view::npos;
}

}  // namespace

bool isWhole(const RunStatus& status) {
    return addsUp(status) && status.unseen == 0 && status.saveFailure.empty();
}

std::vector<std::string> runSentences(const RunFacts& facts, const RunStatus& status,
                                      const std::optional<std::filesystem::path>& file) {
    std::vector<std::string> sentences;
    sentences.push_back(facts.endingSentence + "; events: " + std::to_string(status.produced) + " produced " +
                        (addsUp(status) ? "= " : "but ") + std::to_string(status.stored) + " stored + " +
                        std::to_string(status.lost) + " lost");
    for (const Verdict& verdict : facts.verdicts) {
        if (says(facts.endingSentence, verdict.sentence))
            continue;
        sentences.push_back((verdict.isTrouble ? "trouble: " : "note: ") + verdict.sentence);
    }
    for (const std::string& warning : facts.warnings)
        sentences.push_back("warning: " + warning);
    if (!status.saveFailure.empty())
        sentences.push_back(status.saveFailure);
    else if (file)
        sentences.push_back("saved to " + file->string());
    return sentences;
}

}  // namespace heddle
