// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of an export: one field for each thing that its form heeds, and no others.
#pragma once

#include "app/export/ExportTask.h"

#include <QString>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace heddle {

// What the window shows, as the fields begin: ranges as they would be typed.
struct ExportStart {
    QString inView, selected;                 // "": there is none
    int step = 0, steps = 0;                  // that has happened, and all
    QString theme = QStringLiteral("light");  // as --theme has it
};

// Thread: GUI only.
class ExportFields : public QWidget {
    Q_OBJECT
public:
    explicit ExportFields(const ExportStart& start, QWidget* parent = nullptr);

    ExportForm form() const;
    ExportWishes wishes() const;

signals:
    void changed();

private:
    void setUpForms();
    void setUpRanges(const ExportStart& start);
    void setUpLook();
    void fillThemes(bool isOfPage);
    void setUpFilm();
    void setUpPage(const ExportStart& start);
    void place();
    void showForm();   // the fields that it heeds, and what is usual in them
    void showRange();  // of the choice, to be read; of one's own, to be typed
    QComboBox* choice(const char* name);
    QDoubleSpinBox* factor(const char* name, double least, double most);
    QSpinBox* number(const char* name, int least, int most);

    QComboBox *m_form, *m_range, *m_depth, *m_theme, *m_show, *m_axis;
    Depth m_usualDepth = Depth::library;  // of the form that was shown last; of none this one
    QLineEdit *m_rangeWords, *m_note;
    QLabel* m_what;
    QCheckBox* m_hasSource;
    QSpinBox *m_width, *m_height, *m_framesPerSecond, *m_openAt, *m_instant;
    QDoubleSpinBox *m_scale, *m_speed;
    QFormLayout* m_rows;
    QWidget* m_size;
    QString m_themeOfWindow;
};

}  // namespace heddle
