// SPDX-License-Identifier: MIT
#include "core/trace/ShownNames.h"

namespace heddle {
namespace {

template <class Id, class Info>
std::unordered_map<Id, std::string> shownNames(const std::vector<const Info*>& all) {
    std::unordered_map<std::string, int> times;
    for (const Info* info : all)
        ++times[info->name()];
    std::unordered_map<Id, std::string> shown;
    for (const Info* info : all) {
        std::string name = info->name();
        shown.emplace(info->id, times[name] == 1 ? std::move(name) : info->path);
    }
    return shown;
}

template <class Id>
std::string find(const std::unordered_map<Id, std::string>& shown, Id id, const char* kind) {
    if (id.isNone())
        return "?";
    const auto found = shown.find(id);
    return found != shown.end() ? found->second : kind + std::to_string(id.number);
}

}  // namespace

std::string ShownNames::of(WorkerId worker) {
    catchUp();
    return find(m_workers, worker, "worker ");
}

std::string ShownNames::of(ObjectId object) {
    catchUp();
    return find(m_objects, object, "object ");
}

void ShownNames::catchUp() {
    const std::size_t count =
        m_names.count();  // before the vectors, so that what comes meanwhile is not missed
    if (count == m_counted)
        return;
    m_workers = shownNames<WorkerId>(m_names.workers());
    m_objects = shownNames<ObjectId>(m_names.objects());
    m_counted = count;
}

}  // namespace heddle
