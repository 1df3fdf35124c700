// SPDX-License-Identifier: MIT
// Of a manager's objects, as their client tells.
#include "tests/core/session/Rows.h"

namespace heddle::test {
namespace {

constexpr Row rows[] = {
    {"managedThings", "main manager.make main/manager done ok", atLeastOnce},
    {"managedThings", "main manager.stop main/manager done ok"},
    {"managedThings", "main dict.set main/dict done ok"},
    {"managedThings", "main dict.set main/dict failed invalid"},
    {"managedThings", "main dict.get main/dict done ok"},
    {"managedThings", "main dict.get main/dict failed invalid"},
    {"managedThings", "main dict.size main/dict done ok"},
    {"managedThings", "main dict.size main/dict failed broken"},
    {"managedThings", "main dict.keys main/dict done ok"},
    {"managedThings", "main dict.items main/dict done ok"},
    {"managedThings", "main dict.keys main/dict failed broken"},
    {"managedThings", "main dict.items main/dict failed broken"},
    {"managedThings", "main list.size main/list failed broken"},
    {"managedThings", "main dict.remove main/dict done ok"},
    {"managedThings", "main dict.remove main/dict failed invalid"},
    {"managedThings", "main list.append main/list done ok"},
    {"managedThings", "main list.append main/list failed invalid"},
    {"managedThings", "main list.get main/list done ok"},
    {"managedThings", "main list.get main/list failed invalid"},
    {"managedThings", "main list.set main/list done ok"},
    {"managedThings", "main list.set main/list failed invalid"},
    {"managedThings", "main list.size main/list done ok"},
    {"managedThings", "main value.get main/value done ok"},
    {"managedThings", "main value.get main/value failed broken"},
    {"managedThings", "main value.set main/value done ok", 2},
    {"managedThings", "main value.set main/value failed broken"},
    {"managedThings", "main namespace.set main/space done ok"},
    {"managedThings", "main namespace.set main/space failed broken"},
    {"managedThings", "main namespace.get main/space done ok"},
    {"managedThings", "main namespace.get main/space failed invalid"},
    {"managedWaits", "main lock.release main/lock failed invalid"},
    {"managedWaits", "main lock.acquire main/lock done ok"},
    {"managedWaits", "main lock.acquire main/lock failed refused"},
    {"managedWaits", "main lock.acquire main/lock failed timeout"},
    {"managedWaits", "main managed_queue.get main/queue failed empty"},
    {"managedWaits", "main managed_queue.get main/queue failed timeout"},
    {"managedWaits", "main managed_queue.put main/queue done ok"},
    {"managedWaits", "main managed_queue.put main/queue failed full"},
    {"managedWaits", "main managed_queue.put main/queue failed timeout"},
    {"managedWaits", "main lock.release main/lock done ok"},
    {"managedWaits", "main managed_queue.get main/queue done ok"},
};

}  // namespace

RowTable managerRows() {
    return {"TestOperations", rows};
}

}  // namespace heddle::test
